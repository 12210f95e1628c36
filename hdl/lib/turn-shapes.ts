/** What scheduler and packet buffer tell each other about the turns of queues. */
import { u } from 'typescript-hdl';
import { type Config, framesPerQueueBits } from '../spec/configs.ts';
import { queueIndex } from './queue-number.ts';

/**
 * Width of a turn number: the scheduler numbers what it knows of wakes, and every select carries the latest number. More
 * numbers than selects can be undecided (4 attempts and what is on its way to them), and one for the next.
 */
export const turnBits = 3;

/** The scheduler's choice: the oldest frame of `queue` is next. */
export const selectShape = (config: Config) => ({ queue: queueIndex(config), turn: u(turnBits) });

/** `frames` frames of a queue came back from attempts that failed; `turn` is that of the select which failed first. */
export const parkedShape = (config: Config) => ({
  queue: queueIndex(config),
  frames: u(framesPerQueueBits(config)),
  turn: u(turnBits),
});

/**
 * Bus watch: stands between the machine and the host bus and knows what is under way, also past a reset.
 *
 * - `idle` is 1 when every read has its data and every write its data and its response.
 * - `unclean`: the last reset, or one before it that was not acknowledged, found accesses under way. Addresses that the bus
 *   accepted before still take data beats, and answers come that nobody waits for: the bus must be reset too. These
 *   registers have no reset; a seal tells contents from what power-up leaves.
 * - `stray`: an answer came while none was under way. The machine does not see it.
 * - `broken`: a read, all of which have one beat, was ended at another. Which answer belongs to which read is unknown from
 *   then on, so that all are passed on as errors until the next reset.
 *
 * All channels pass through without delay, one transfer a clock. Logic depth 2.
 */
import { bit, component, expose, input, named, output, reg, slave, u, type Val, when } from 'typescript-hdl';
import { countUpDown } from 'typescript-hdl/lib';
import { hostReadMaster, hostWriteMaster } from '../../lib/host-bus.ts';
import type { Config } from '../../spec/configs.ts';

/** Width of a number of accesses under way: more than the machine ever has. */
const countBits = 8;
/** What the seal holds once a reset has been seen; chance has it after power-up once in 2^32. */
const sealed = 0x534c_7761;

const busPorts = (config: Config) => ({ ...hostWriteMaster(config), ...hostReadMaster(config) });

/** The watch; see the header comment. */
export const busWatch = (config: Config) =>
  component(
    'bus_watch',
    { config: config.name, hostDataBits: config.hostDataBits },
    {
      machine: slave(busPorts(config)),
      bus: busPorts(config),
      acknowledge: input(bit()),
      idle: output(bit()),
      unclean: output(bit()),
      stray: output(bit()),
      broken: output(bit()),
    },
    ({ machine, bus, acknowledge, idle, unclean, stray, broken }) => {
      const { bvalid, bready, rvalid, rready, rresp, ...others } = machine;
      const { bvalid: busB, bready: readyB, rvalid: busR, rready: readyR, rresp: responseR, ...rest } = bus;
      expose(rest, others);
      const r = reg({ seal: u(32), reads: u(countBits), answers: u(countBits), bursts: u(countBits), unclean: bit() });
      const { fresh, failing } = reg({ fresh: bit(1), failing: bit(0) });

      const asked = named('asked', machine.arvalid.and(bus.arready));
      const written = named('written', machine.awvalid.and(bus.awready));
      const filled = named('filled', machine.wvalid.and(bus.wready).and(machine.wlast));
      const reading = r.reads.ne(0);
      const writing = r.answers.ne(0);
      const beat = busR.and(rready).and(reading);
      rvalid.set(busR.and(reading));
      readyR.set(rready.or(reading.not()));
      bvalid.set(busB.and(writing));
      readyB.set(bready.or(writing.not()));
      const untimely = named('untimely', beat.and(bus.rlast.not()));
      rresp.set(responseR.or(poison(failing.or(untimely))));
      when(untimely, () => failing.set(1));

      const quiet = named('quiet', reading.or(writing).or(r.bursts.ne(0)).not());
      const found = named('found', r.seal.eq(sealed).and(r.unclean.or(quiet.not())));
      fresh.set(0);
      when(acknowledge, () => r.unclean.set(0));
      countUpDown(r.reads, asked, beat);
      countUpDown(r.answers, written, busB.and(bready).and(writing));
      countUpDown(r.bursts, written, filled);
      when(fresh, () => {
        r.seal.set(sealed);
        r.unclean.set(found);
        for (const count of [r.reads, r.answers, r.bursts]) count.set(0);
      });
      idle.set(quiet.and(fresh.not()));
      unclean.set(r.unclean.and(fresh.not()));
      stray.set(busR.and(reading.not()).or(busB.and(writing.not())));
      broken.set(untimely);
    },
    { doc: 'Bus watch: accesses under way on the host bus, resets that find such, and answers to nothing.' },
  );

/** SLVERR when asked for. */
const poison = (failed: Val<1>): Val<2> => failed.zext(2).shl(1) as Val<2>;

// SPDX-License-Identifier: Apache-2.0
/**
 * Open vSwitch as a judge of flow tables: `ovs-vswitchd` with dummy ports, which needs no rights and no kernel module, and its
 * `ofproto/trace`, which says where a frame of any bytes would go (ovs-vswitchd(8)). Asked over its control socket (JSON-RPC, a few
 * thousand frames a second).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

export const ovsPrograms = ['ovsdb-tool', 'ovsdb-server', 'ovs-vswitchd', 'ovs-vsctl', 'ovs-ofctl'] as const;

const schema = '/usr/share/openvswitch/vswitch.ovsschema';

/** Answers of a control socket: JSON values one after the other. */
class ControlSocket {
  readonly #socket: Socket;
  readonly #waiting: ((answer: { readonly result: string | null; readonly error: string | null }) => void)[] = [];
  #left = '';

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8').on('data', (chunk: string) => this.#receive(chunk));
  }

  /** The text is searched for the end of an answer, which is a brace outside of strings. */
  #receive(chunk: string): void {
    this.#left += chunk;
    for (let end = endOfValue(this.#left); end > 0; end = endOfValue(this.#left)) {
      this.#waiting.shift()?.(JSON.parse(this.#left.slice(0, end)));
      this.#left = this.#left.slice(end).trimStart();
    }
  }

  ask(method: string, params: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(({ result, error }) =>
        result === null ? reject(new Error(error ?? 'no answer')) : resolve(result),
      );
      this.#socket.write(JSON.stringify({ method, params, id: 1 }));
    });
  }

  close(): void {
    this.#socket.destroy();
  }
}

const endOfValue = (text: string): number => {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const one = text[i];
    if (quoted && one === '\\') i++;
    else if (one === '"') quoted = !quoted;
    else if (!quoted && one === '{') depth++;
    else if (!quoted && one === '}' && --depth === 0) return i + 1;
  }
  return 0;
};

export interface OvsSwitch {
  /** Replaces all flows. */
  readonly load: (flows: string) => Promise<void>;
  /** Ports that a frame from a port would leave at; none if it is dropped. */
  readonly outputs: (inPort: number, frame: Uint8Array) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Ports in the actions of a trace; a change of tags or fields before an output is left out. */
const portsOf = (trace: string): readonly string[] => {
  const actions = /^Datapath actions: (.*)$/m.exec(trace)?.[1];
  if (actions === undefined) throw new Error(`ofproto/trace gave no actions:\n${trace}`);
  return actions === 'drop' ? [] : actions.split(',').filter(one => /^\d+$/.test(one));
};

/** A switch with `ports` ports 1, 2, ..., which takes no frames but those that it is asked about. */
export const openOvs = async (ports: number): Promise<OvsSwitch> => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-ovs-'));
  const env = { OVS_RUNDIR: directory, OVS_LOGDIR: directory, OVS_DBDIR: directory };
  const database = join(directory, 'conf.db');
  const remote = `unix:${join(directory, 'db.sock')}`;
  const control = join(directory, 'switch.ctl');
  const run = (program: string, ...args: readonly string[]) => execa(program, args, { env });
  await run('ovsdb-tool', 'create', database, schema);
  const servers = [
    execa('ovsdb-server', [database, `--remote=p${remote}`, '--no-chdir'], { env, reject: false }),
    execa(
      'ovs-vswitchd',
      [remote, '--enable-dummy=override', '--disable-system', `--unixctl=${control}`, '--no-chdir'],
      {
        env,
        reject: false,
      },
    ),
  ];
  const close = async (): Promise<void> => {
    for (const server of servers) server.kill('SIGTERM');
    await Promise.all(servers);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const vsctl = (...args: readonly string[]) =>
      run('ovs-vsctl', `--db=${remote}`, '--retry', '--timeout=50', ...args);
    await vsctl('set', 'Open_vSwitch', '.', 'other_config:vlan-limit=2');
    await vsctl('add-br', 'br0', '--', 'set', 'bridge', 'br0', 'datapath_type=dummy', 'fail-mode=secure');
    for (let port = 1; port <= ports; port++) {
      const name = `p${port}`;
      await vsctl('add-port', 'br0', name, '--', 'set', 'interface', name, 'type=dummy', `ofport_request=${port}`);
    }
    const socket = new ControlSocket(await connected(control));
    const bridge = `unix:${join(directory, 'br0.mgmt')}`;
    return {
      load: async flows => {
        const file = join(directory, 'flows.txt');
        await writeFile(file, flows);
        await run('ovs-ofctl', '-O', 'OpenFlow14', 'replace-flows', bridge, file);
      },
      outputs: async (inPort, frame) =>
        portsOf(await socket.ask('ofproto/trace', ['br0', `in_port=${inPort}`, Buffer.from(frame).toString('hex')])),
      close: async () => {
        socket.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

const connected = (path: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(path, () => resolve(socket)).once('error', reject);
  });

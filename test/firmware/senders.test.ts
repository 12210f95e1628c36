// SPDX-License-Identifier: Apache-2.0
/** Who a function may say it is: the policy as written and the compiled table, read back slot by slot, say the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../firmware/compile/compile.ts';
import { identityTables } from '../../firmware/compile/senders.ts';
import { namesOf } from '../../firmware/oracle/oracle-sender.ts';
import { configs } from '../../hdl/spec/configs.ts';
import { packIdentities } from '../../hdl/spec/tables/identity.ts';
import type { TableImages } from '../../hdl/spec/tables/table-images.ts';
import { identityOf, sendFate } from '../../sim/model/send-model.ts';
import { arbitraryPolicy } from '../support/arbitrary-policies.ts';
import { ethernet, ipv4, padded, udp } from '../support/frames.ts';

const sorted = ({ controls, ...rest }: { readonly controls: readonly string[] }) => ({
  ...rest,
  controls: [...controls].sort(),
});

test.each(['tiny', '10g'] as const)('every function of %s has the names that its policy gives it', name => {
  const config = configs[name];
  fc.assert(
    fc.property(arbitraryPolicy(name), policy => {
      const images = identityTables(policy, config) as TableImages;
      for (let fn = 0; fn < config.functions; fn++) {
        expect(sorted(identityOf(images, fn))).toEqual(sorted(namesOf(policy, fn)));
      }
    }),
    { numRuns: 200 },
  );
});

test('more values than slots are refused, not left out', () => {
  const row = {
    ...{ trusted: false, promiscuous: false, tags: 1, controls: [], denied: false, wireClass: 'tenant' as const },
    ...{ vlans: [0], macs: [1n, 2n, 3n, 4n, 5n], ipv4: [], ipv6: [] },
  };
  expect(() => packIdentities({ functions: 2 }, () => row)).toThrow('5 values of mac for 4 slots');
});

describe('what a VM sends', () => {
  const text = (more: string): string =>
    `config: tiny\nvms:\n  - { name: web, mac: 52:54:00:00:00:10, addresses: [10.0.0.5]${more} }\n`;
  const frame = (source: string, ip: string): Uint8Array =>
    padded(
      ethernet(
        { source, destination: '52:54:00:00:00:01' },
        ipv4({ source: ip, destination: '10.0.0.1' }, udp({ sourcePort: 1, destinationPort: 2 })),
      ),
    );
  const own = frame('52:54:00:00:00:10', '10.0.0.5');
  const cases: readonly (readonly [string, string, Uint8Array, string])[] = [
    ['its own', '', own, 'sent'],
    ['the MAC of another', '', frame('52:54:00:00:00:11', '10.0.0.5'), 'wrong_mac'],
    ['a MAC listed beside', ', macs: [52:54:00:00:00:11]', frame('52:54:00:00:00:11', '10.0.0.5'), 'sent'],
    ['any MAC of a bridge', ', promiscuous: true', frame('52:54:00:00:00:11', '10.0.0.5'), 'sent'],
    ['the IP of another', '', frame('52:54:00:00:00:10', '10.0.0.6'), 'wrong_ip'],
    ['the IP of another, of a bridge', ', promiscuous: true', frame('52:54:00:00:00:10', '10.0.0.6'), 'wrong_ip'],
    ['anything of a router', ', trusted: true', frame('52:54:00:00:00:11', '10.0.0.6'), 'sent'],
    ['its own, denied', ', egress: deny', own, 'rule_deny'],
    ['anything of a router, denied', ', trusted: true, egress: deny', own, 'rule_deny'],
  ];
  test.each(cases)('%s', (_, more, bytes, event) => {
    const { images } = compilePolicy(text(more), 'p.yaml');
    expect(sendFate(configs.tiny, images, 1, { bytes }).event).toBe(event);
  });
  test('its own, where the default denies', () => {
    const { images } = compilePolicy(`${text('')}defaults: { egress: deny }\n`, 'p.yaml');
    expect(sendFate(configs.tiny, images, 1, { bytes: own }).event).toBe('rule_deny');
    const allowed = compilePolicy(`${text(', egress: allow')}defaults: { egress: deny }\n`, 'p.yaml').images;
    expect(sendFate(configs.tiny, allowed, 1, { bytes: own }).event).toBe('sent');
  });
});

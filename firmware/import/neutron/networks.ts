// SPDX-License-Identifier: Apache-2.0
/** Networks of Neutron as VLANs of a card (provider extended attributes of the Networking API v2.0). */
import { Refusal, readInteger } from '../../policy/policy-values.ts';
import { byId, type Item } from './document.ts';

/** VLAN of a network; empty for untagged frames. */
const vlanOf = (network: Item): string => {
  const type = network.text('provider:network_type');
  if (type === undefined)
    throw network.refusal(
      'provider:network_type',
      'provider:network_type is missing, which says whether frames have a VLAN tag; ask the API as an administrator, or add it',
    );
  if (type === 'vlan') {
    const text = network.needed('provider:segmentation_id');
    const vlan = readInteger(1, 4094)(text);
    if (vlan instanceof Refusal)
      throw network.refusal('provider:segmentation_id', `provider:segmentation_id ${text} ${vlan.reason}`);
    return `${vlan}`;
  }
  if (type === 'flat' || type === 'local') return '';
  throw network.refusal(
    'provider:network_type',
    `networks of type ${type} are in tunnels, but a card delivers by VLAN; import those of type vlan or flat`,
  );
};

/** VLANs of the networks that ports are in. */
export class Networks {
  readonly #networks: ReadonlyMap<string, Item>;
  /** Networks asked for, by their VLAN. */
  readonly #taken = new Map<string, string>();

  constructor(networks: readonly Item[]) {
    this.#networks = byId(networks, 'network');
  }

  /** VLAN of the network of a port; empty for untagged frames. A PolicyError if it is not known, or that of another network. */
  vlanOf(port: Item): string {
    const id = port.needed('network_id');
    const network = this.#networks.get(id);
    if (!network) throw port.refusal('network_id', `there is no network ${id}, which has the VLAN; add it to the file`);
    const vlan = vlanOf(network);
    const other = this.#taken.get(vlan) ?? id;
    if (other !== id)
      throw network.refusal(
        'id',
        `network ${id} ${vlan ? `has VLAN ${vlan}` : 'has no VLAN tag'} like network ${other}, so that the card would take them for one; import the ports of one of them`,
      );
    this.#taken.set(vlan, id);
    return vlan;
  }
}

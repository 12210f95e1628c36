// SPDX-License-Identifier: Apache-2.0
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML and SVG: what has a meaning there is written as an entity, so that names and addresses stay text. */
export const escapeText = (text: string): string => text.replaceAll(/[&<>"']/g, character => entities[character]!);

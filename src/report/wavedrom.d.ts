// SPDX-License-Identifier: Apache-2.0
/** What the report uses of WaveDrom, which brings no types. */
declare module 'wavedrom' {
  /** A picture as nested arrays (JsonML). */
  type Picture = readonly unknown[];
  const wavedrom: {
    readonly renderAny: (index: number, source: object, skin: object) => Picture;
    readonly onml: { readonly stringify: (picture: Picture) => string };
  };
  export default wavedrom;
}

declare module 'wavedrom/skins/narrow.js' {
  const skin: object;
  export default skin;
}

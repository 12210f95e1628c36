// SPDX-License-Identifier: Apache-2.0
// Versions of Node.js that the packages run on, as `engines` of package.json says; itself runs on older ones.

/** Oldest minor version of each major one before 23. */
const oldestMinor = { 20: 19, 22: 12 };

export const isSupported = version => {
  const [major, minor] = version.split('.').map(Number);
  return major >= 23 || minor >= oldestMinor[major];
};

export const supportedVersions = '20.19 or a later 20, 22.12 or a later 22, or 23 or newer';

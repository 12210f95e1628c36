#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// The program from its TypeScript sources, in the repository; what is packed has it compiled.
import { register } from 'tsx/esm/api';

register();
await import('../src/commands/main.ts');

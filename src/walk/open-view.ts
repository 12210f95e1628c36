// SPDX-License-Identifier: Apache-2.0
/** Starts a waveform viewer, where there is a screen for it. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type SavedView, type Viewer, viewerArguments, viewers } from './views.ts';

const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some(directory => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const hasScreen = (): boolean => Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** What to type to see a view. */
export const openingCommand = ({ files }: SavedView, waveform: string, viewer: Viewer = viewers[0]): string =>
  [viewer, ...viewerArguments(viewer, waveform, files[viewer])].join(' ');

/** Opens a view and leaves the viewer running; false, and nothing happens, without a screen or a viewer. */
export const openView = async (
  { files }: SavedView,
  waveform: string,
  wanted: Viewer | undefined,
): Promise<boolean> => {
  const viewer = (wanted ? [wanted] : viewers).find(isInstalled);
  if (!viewer || !hasScreen()) return false;
  spawn(viewer, viewerArguments(viewer, waveform, files[viewer]), { detached: true, stdio: 'ignore' }).unref();
  return true;
};

import { platformText, suitsPlatform } from '../../../registry/platform.ts';
import type { Reference } from '../../../registry/reference.ts';
import { familiar } from '../names.ts';
import { wrongPlatform } from '../platform.ts';
import { type ProgressLine, status } from '../progress.ts';
import type { RemoteImage } from './remote-image.ts';

/** How a pull of a tag, or of all of them, ends. */
export function outcome(name: string, isNew: boolean): ProgressLine {
  return status(`Status: ${isNew ? 'Downloaded newer image' : 'Image is up to date'} for ${name}`);
}

/** How it begins. */
export function pulling({ path, tag = '', digest }: Reference): ProgressLine {
  return { status: `Pulling from ${path}`, id: digest ?? tag };
}

/** An image of one platform was pulled where another one was asked for: that is what the registry has. */
export function mismatch({ facts, reference }: RemoteImage, wanted: string): ProgressLine[] {
  const there = platformText(facts);
  if (wanted === '' || suitsPlatform(there, wanted)) return [];
  return [{ status: `WARNING: ${wrongPlatform(familiar(reference), there, wanted)}` }];
}

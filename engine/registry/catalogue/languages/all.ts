import type { Repository } from '../repository.ts';
import { composer } from './composer.ts';
import { dotnetAspnet } from './dotnet-aspnet.ts';
import { dotnetRuntime } from './dotnet-runtime.ts';
import { dotnetSdk } from './dotnet-sdk.ts';
import { elixir } from './elixir.ts';
import { erlang } from './erlang.ts';
import { gcc } from './gcc.ts';
import { gradle } from './gradle.ts';
import { jupyter } from './jupyter.ts';
import { maven } from './maven.ts';
import { rBase } from './r-base.ts';
import { rust } from './rust.ts';

/** Languages and their builders that nothing here interprets. */
export const languages: readonly Repository[] = [
  composer,
  dotnetAspnet,
  dotnetRuntime,
  dotnetSdk,
  elixir,
  erlang,
  gcc,
  gradle,
  jupyter,
  maven,
  rBase,
  rust,
];

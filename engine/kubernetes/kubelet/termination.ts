import { advanceContainers } from './containers.ts';
import type { PodView } from './downward.ts';
import { forgetTimeline } from './process.ts';
import { watchContainer } from './running.ts';
import type { KubeletContainer, Stopping } from './state.ts';
import { beginStop, hastenStop, podGraceMs } from './stop.ts';
import { containersOf, type PodSync, type SpecContainer } from './sync.ts';

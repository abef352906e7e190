import { childBindings } from '../bindings/children.ts';
import { fileBindings } from '../bindings/files.ts';
import { inspectBindings } from '../bindings/inspect.ts';
import { mongoBindings } from '../bindings/mongo.ts';
import { networkBindings } from '../bindings/network.ts';
import { passwordBindings } from '../bindings/passwords.ts';
import { processBindings } from '../bindings/process.ts';
import { serviceBindings } from '../bindings/services.ts';
import { zlibBindings } from '../bindings/zlib.ts';
import { loaderSource } from '../loading/loader-source.ts';
import { builtin, moduleBindings } from '../loading/modules.ts';
import { unitOf } from '../loading/syntax.ts';
import { arrayDefinitions } from './array.ts';
import { arrayLikeDefinitions } from './array-likes.ts';
import { asyncGeneratorDefinitions } from './async-generators.ts';
import { arrayBufferDefinitions } from './buffers/array-buffer.ts';
import { bufferDefinitions } from './buffers/buffer.ts';
import { encodingDefinitions } from './buffers/encodings.ts';
import { typedArrayDefinitions } from './buffers/typed-arrays.ts';
import { collectionDefinitions } from './collections.ts';
import { consoleDefinitions } from './console.ts';
import { dateDefinitions } from './date.ts';
import type { Definitions } from './definition.ts';
import { errorDefinitions } from './errors.ts';
import { evaluationDefinitions } from './evaluation.ts';
import { functionDefinitions } from './function.ts';
import { globalDefinitions } from './globals.ts';
import { iteratorDefinitions } from './iterators.ts';
import { jsonDefinitions } from './json.ts';
import { numberDefinitions } from './number.ts';
import { objectDefinitions } from './object.ts';
import { patternDefinitions } from './patterns.ts';
import { promiseDefinitions, promiseInternals } from './promise.ts';
import type { Library } from './realm.ts';
import { reflectDefinitions, revoke } from './reflect.ts';
import { textDefinitions } from './text.ts';

const definitions: Definitions = {
  ...arrayDefinitions,
  ...arrayLikeDefinitions,
  ...asyncGeneratorDefinitions,
  ...arrayBufferDefinitions,
  ...bufferDefinitions,
  ...encodingDefinitions,
  ...typedArrayDefinitions,
  ...childBindings,
  ...collectionDefinitions,
  ...consoleDefinitions,
  ...dateDefinitions,
  ...errorDefinitions,
  ...evaluationDefinitions,
  ...fileBindings,
  ...functionDefinitions,
  ...globalDefinitions,
  ...inspectBindings,
  ...iteratorDefinitions,
  ...jsonDefinitions,
  ...moduleBindings,
  ...mongoBindings,
  ...networkBindings,
  ...numberDefinitions,
  ...objectDefinitions,
  ...passwordBindings,
  ...patternDefinitions,
  ...processBindings,
  ...promiseDefinitions,
  ...reflectDefinitions,
  ...serviceBindings,
  ...zlibBindings,
  ...textDefinitions,
  $loader: { source: loaderSource },
};

/** Everything that is built in. */
export const standardLibrary: Library = {
  definitions,
  internals: {
    ...promiseInternals,
    revoke: (_, __, ___, ____, callee) => revoke(callee.inner),
    library: (machine, _, __, ___, callee) => builtin(machine, String(callee.inner)),
  },
  compile: (name, text) => unitOf(name, text, 'builtin'),
};

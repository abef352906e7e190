import type { Node } from '../node.ts';
import { closeApp } from '../serving/stop.ts';
import { type Command, EXIT, failed, type Given } from './request.ts';

/** A start of the application takes less than one of the whole node, in ms. */
const RESTART_MS = 1500;

function stopApp(node: Node): Given {
  closeApp(node);
  node.log('info', 1200, 'Successfully stopped RabbitMQ and its dependencies');
  return {};
}

/** Commands that start and stop a node. */
export const nodeCommands: readonly (readonly [string, Command])[] = [
  [
    'await_startup',
    {
      usage: 'await_startup',
      banner: () => '',
      run: ({ facts }) => (facts.isRunning ? {} : 'later'),
      always: true,
    },
  ],
  [
    'stop_app',
    {
      usage: 'stop_app',
      banner: ({ name }) => `Stopping rabbit application on node ${name} ...`,
      run: stopApp,
      always: true,
    },
  ],
  [
    'start_app',
    {
      usage: 'start_app',
      banner: ({ name }) => `Starting node ${name} ...`,
      run: ({ facts, system }) => {
        if (facts.isRunning) return {};
        if (facts.readyAtMs === 0) {
          facts.readyAtMs = system.now + RESTART_MS;
          facts.printed = 3;
        }
        return 'later';
      },
      always: true,
    },
  ],
  [
    'reset',
    {
      usage: 'reset',
      banner: ({ name }) => `Resetting node ${name} ...`,
      run: (node) => {
        if (node.facts.isRunning)
          return failed(
            EXIT.software,
            'Mnesia is still running on node '.concat(
              node.name,
              '.\nPlease stop RabbitMQ with rabbitmqctl stop_app first.',
            ),
          );
        node.files.remove(node.system);
        node.log('info', 1201, 'Resetting Rabbit');
        return {};
      },
      always: true,
    },
  ],
  [
    'stop',
    {
      usage: 'stop',
      banner: ({ name }) => `Stopping and halting node ${name} ...`,
      run: (node) => {
        closeApp(node);
        node.facts.stopAtMs = node.system.now + 200;
        return {};
      },
      always: true,
    },
  ],
];

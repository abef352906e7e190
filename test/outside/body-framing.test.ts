import { describe, expect, it } from 'vitest';
import { bodyReader, type Framing } from '../../api/outside/body.ts';
import { answerHead, framingOf, headersFor } from '../../api/outside/message.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** What a reader takes out of pieces, up to its end. */
function read(framing: Framing, pieces: readonly string[]): { text: string; isOver: boolean } {
  const reader = bodyReader(framing);
  let text = '';
  for (const piece of pieces) {
    if (reader.isOver) break;
    text += new TextDecoder().decode(reader.take(bytes(piece)));
  }
  return { text, isOver: reader.isOver };
}

const CHUNKED = '5;x=y\r\nhello\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n';

describe('the body of an answer from within', () => {
  it.each<[Framing, string[], string, boolean]>([
    [{ is: 'length', bytes: 5 }, ['he', 'lloXX'], 'hello', true],
    [{ is: 'length', bytes: 0 }, [], '', true],
    [{ is: 'length', bytes: 6 }, ['hello'], 'hello', false],
    [{ is: 'until the end' }, ['he', 'llo', ''], 'hello', true],
    [{ is: 'chunked' }, [CHUNKED], 'hello0123456789', true],
    [{ is: 'chunked' }, [...CHUNKED], 'hello0123456789', true],
    [{ is: 'chunked' }, ['3\nabc\n0\n', '\n'], 'abc', true],
    [{ is: 'chunked' }, ['3\r\nabc\r\n0\r\n'], 'abc', false],
  ])('%j %j', (framing, pieces, text, isOver) => {
    expect(read(framing, pieces)).toEqual({ text, isOver });
  });

  it.each<[Framing, string[]]>([
    [{ is: 'length', bytes: 5 }, ['abc', '']],
    [{ is: 'chunked' }, ['5\r\nabc', '']],
    [{ is: 'chunked' }, ['x\r\n']],
    [{ is: 'chunked' }, ['-5\r\n']],
    [{ is: 'chunked' }, ['fffffffff\r\n']],
    [{ is: 'chunked' }, ['3\r\nabcd\r\n']],
    [{ is: 'chunked' }, ['0'.repeat(5000)]],
  ])('is refused: %j %j', (framing, pieces) => {
    expect(() => read(framing, pieces)).toThrow();
  });
});

describe('the head of an answer from within', () => {
  it.each([
    'SSH-2.0-OpenSSH\r\n\r\n',
    '-ERR',
    'HTTP/2 200\r\n\r\n',
    'HTTP/1.1 999 X\r\n\r\n',
    'HTTP/1.1 101 X\r\n\r\n',
  ])('is none: %j', (text) => {
    expect(() => answerHead(text)).toThrow('This is not the beginning of an answer');
  });

  it('waits for its end', () => {
    for (const text of ['', 'H', 'HTTP/1.1 2', 'HTTP/1.1 200 OK\r\nA: b\r\n'])
      expect(answerHead(text)).toBeUndefined();
  });

  it.each([
    ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n', 'GET', { is: 'chunked' }],
    ['HTTP/1.0 200\r\n\r\n', 'GET', { is: 'until the end' }],
    ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n', 'HEAD', { is: 'length', bytes: 0 }],
    ['HTTP/1.1 304 X\r\nContent-Length: 3\r\n\r\n', 'GET', { is: 'length', bytes: 0 }],
  ])('%j says how its body ends', (text, method, framing) => {
    const head = answerHead(text);
    expect(head && framingOf(head, method)).toEqual(framing);
  });

  it('loses what is between neighbours only', () => {
    const head = answerHead(
      'HTTP/1.1 200 OK\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nKeep-Alive: 1\r\nX-Far: 2\r\n\r\n',
    );
    if (head === undefined) throw new Error('no head');
    expect(Object.fromEntries(headersFor(head, '/s/x/http/a:1', 'a:1'))).toEqual({
      'x-far': '2',
      'content-security-policy': expect.stringMatching(/^sandbox /),
    });
  });

  it('can not smuggle what is no header', () => {
    const head = { status: 200, headers: [['X\u0000', 'y']] as const, end: 0 };
    expect(() => headersFor(head, '', 'a:1')).toThrow('can not be passed on');
  });
});

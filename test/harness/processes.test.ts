import { describe, expect, test } from '@jest/globals';
import { startProcess } from './processes.ts';

const node = (script: string) => startProcess({ command: process.execPath, args: ['-e', script] });

describe('a process under test', () => {
  test('ends with its code and its output', async () => {
    const child = startProcess({
      command: process.execPath,
      args: [
        '-e',
        'console.log(process.env.GREETING, process.env.HOME); console.error("é"); process.exitCode = 3',
      ],
      env: { GREETING: 'hello', HOME: undefined },
    });
    expect(await child.exited).toEqual({ code: 3, signal: null });
    expect(child.output().split('\n').sort()).toEqual(['', 'hello undefined', 'é']);
  });

  test('is waited for by what it writes, before and after it wrote it', async () => {
    const child = node('setInterval(() => {}, 1e6); console.log("port 123")');
    const match = await child.waitForOutput(/port (\d+)/);
    expect(match[1]).toBe('123');
    expect((await child.waitForOutput(/po.t/)).index).toBe(0);
    await expect(child.waitForOutput(/never/, 10)).rejects.toThrow(
      '10 ms passed before /never/; its output:\nport 123',
    );
    child.kill();
    expect(await child.exited).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('is not waited for in vain when it ends', async () => {
    const child = node('console.log("so far"); process.exitCode = 4');
    await expect(child.waitForOutput(/never/)).rejects.toThrow(
      /ended with 4 before \/never\/; its output:\nso far/,
    );
    child.kill('SIGKILL');
  });

  test('is killed with all that it started', async () => {
    const child = node(`
      const { spawn } = require('node:child_process');
      const inner = spawn(process.execPath, ['-e', 'console.log("inner"); setInterval(() => {}, 1e6)'], { stdio: 'inherit' });
    `);
    await child.waitForOutput(/inner/);
    child.killGroup('SIGKILL');
    // The output is complete only when nobody has it open any more.
    expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  test('that cannot be started says so', () => {
    expect(() => startProcess({ command: '/nowhere/program' })).toThrow('/nowhere/program cannot be started');
  });

  test('may be left running: the end of the test file ends it', async () => {
    const child = node('console.log("up"); setInterval(() => {}, 1e6)');
    await child.waitForOutput(/up/);
    expect(child.pid).toBeGreaterThan(0);
  });
});

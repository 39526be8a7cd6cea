import { sendFollowUps } from '../send-follow-ups.ts';
import type { Scenario } from './scenario.ts';

export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  fault: 'each process restarted in turn, under load',
  async run(trial, followUps) {
    const { apis, workers } = trial.cluster;
    let sent = false;
    const sending = sendFollowUps(trial, followUps, { concurrency: 10, wait: true }).finally(() => {
      sent = true;
    });
    // Nothing is in flight that a restart may lose: every call beyond the usual ones is one too many.
    await trial.disturb(async () => {
      do {
        for (const each of [...apis, ...workers]) {
          const { code, signal } = await each.stop();
          if (code !== 0) throw new Error(`${each.name} ended with ${signal ?? code}`);
          await each.start();
        }
      } while (!sent);
    }, []);
    await sending;
  },
};

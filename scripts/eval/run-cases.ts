import pLimit from 'p-limit';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { AcceptedFollowUp, FollowUpView } from '../../src/contract/follow-up-view.ts';
import { isTerminal } from '../../src/contract/status.ts';
import type { ApiClient, ApiError } from './api-client.ts';
import { idOf } from './id-of.ts';
import type { SelectedCase } from './select-cases.ts';

/** The result for one lead: a follow-up that has ended, or the answer to a refused request. */
export interface RunCase extends SelectedCase {
  followUp: FollowUpView | null;
  refusal: ApiError | null;
}

/** The longest wait of a request, in seconds. It is repeated until the follow-up has ended. */
const longestWait = 60;

/** Sends all leads, at most `concurrency` at a time, and waits until each follow-up has ended. */
export function runCases(
  client: ApiClient,
  cases: readonly SelectedCase[],
  { concurrency, onEnded }: { concurrency: number; onEnded: (ran: RunCase) => void },
): Promise<RunCase[]> {
  const limit = pLimit({ concurrency, rejectOnClear: true });
  const run = async (selected: SelectedCase) => {
    try {
      const ran = await runCase(client, selected);
      onEnded(ran);
      return ran;
    } catch (error) {
      // If a request cannot be sent, the run ends. Those still in the queue are dropped.
      limit.clearQueue();
      throw error;
    }
  };
  return Promise.all(cases.map((selected) => limit(run, selected)));
}

async function runCase(client: ApiClient, selected: SelectedCase): Promise<RunCase> {
  await storePageViews(client, selected);
  const accepted = await client.ask<AcceptedFollowUp>('POST', leadFollowUpPath, requestOf(selected));
  if (!accepted.data) return { ...selected, followUp: null, refusal: accepted.error };
  const { self } = accepted.data.urls;
  for (;;) {
    // Waiting for a failed follow-up returns its error. Its state is therefore read without waiting.
    await client.ask('GET', `${self}?wait=${longestWait}`);
    const followUp = await client.get<FollowUpView>(self);
    if (isTerminal(followUp.status)) return { ...selected, followUp, refusal: null };
  }
}

async function storePageViews(client: ApiClient, { site, evalCase }: SelectedCase): Promise<void> {
  if (!evalCase.pages) return;
  await client.put(`/api/visitors/${idOf('visitor', evalCase.name)}`, {
    site_id: idOf('site', site.site.name),
    page_views: evalCase.pages.map(([url, title, viewedAt]) => ({ url, title, viewed_at: viewedAt })),
  });
}

function requestOf({ site, evalCase }: SelectedCase) {
  const { name, lead, stage, type, interval, interests, history = [], pages } = evalCase;
  return {
    siteId: idOf('site', site.site.name),
    leadId: idOf('lead', name),
    visitorId: pages && idOf('visitor', name),
    leadStage: stage,
    followUpType: type,
    followUpInterval: interval,
    productInterest: interests,
    previousInteractions: history.map(([date, kind, summary]) => ({ date, type: kind, summary })),
    leadData: lead,
    metadata: { case: name },
  };
}

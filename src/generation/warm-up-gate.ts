import { checkGivenMessage } from '../quality/check-given-message.ts';

/**
 * Runs the gate once at start. The first check loads word lists and compiles patterns, which would delay the first
 * request by as much as a hundred later ones.
 */
export function warmUpGate(): void {
  const request = {
    channel: 'email',
    title: 'Your 38 seats',
    message: 'Hi Jane,\n\nShall we look at the 38 seats at €12 on April 20? Call +1 202 555 0100.\n\nAcme',
    facts: { name: 'Jane', seats: 38, phone: '+1 202 555 0100' },
    locale: 'en',
  } as const;
  checkGivenMessage(request, new Date());
}

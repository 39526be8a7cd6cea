export { documentedExample as exampleRequest } from '../src/contract/documented-example.ts';

export const leadFollowUpPath = '/api/agents/sales/leadFollowUp';

import { demoIds } from '../prisma/demo-data.ts';

export const leadFollowUpPath = '/api/agents/sales/leadFollowUp';

/** The documented example: what the demo sends, and what `npm start` shows as a curl line. */
export const exampleRequest = {
  siteId: demoIds.sites.acme,
  leadId: demoIds.leads.jane,
  agent_id: demoIds.agents.sales,
  followUpType: 'email',
  leadStage: 'qualified',
  previousInteractions: [
    { date: '2024-04-15', type: 'email', summary: 'Initial contact with product information' },
    { date: '2024-04-20', type: 'call', summary: 'Discussed specific product features and pricing' },
  ],
  leadData: {
    name: 'Jane Smith',
    company: 'Acme Inc.',
    email: 'jane@acme.com',
    phone: '+1234567890',
    position: 'Marketing Director',
    pain_points: ['time-consuming content creation', 'measuring ROI'],
    budget_range: '$5000-$10000',
  },
  productInterest: ['content automation', 'analytics dashboard'],
  followUpInterval: '3 days',
};

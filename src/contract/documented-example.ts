/** The example request of the API reference, the demo and `npm start`. Its ids are in the demo data. */
export const documentedExample = {
  siteId: 'a0000000-0000-4000-8000-000000000001',
  leadId: 'b0000000-0000-4000-8000-000000000001',
  agent_id: 'c0000000-0000-4000-8000-000000000001',
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

export const leadFollowUpPath = '/api/agents/sales/leadFollowUp';

import * as agents from '../src/contract/operations/data-agents.ts';
import * as channels from '../src/contract/operations/data-channels.ts';
import * as interactions from '../src/contract/operations/data-interactions.ts';
import * as leads from '../src/contract/operations/data-leads.ts';
import * as sites from '../src/contract/operations/data-sites.ts';
import * as visitors from '../src/contract/operations/data-visitors.ts';
import * as imports from '../src/contract/operations/imports.ts';
import { deleteAgent, getAgent, getAgents, patchAgent, putAgent } from './handlers/agents.ts';
import { deleteChannel, getChannel, getChannels, putChannel } from './handlers/channels.ts';
import { getImport, getImports, postImport } from './handlers/imports.ts';
import {
  deleteInteraction,
  getInteraction,
  getInteractions,
  postInteraction,
} from './handlers/interactions.ts';
import { deleteLead, getLead, getLeads, patchLead, putLead } from './handlers/leads.ts';
import { deleteSite, getSite, getSites, patchSite, putSite } from './handlers/sites.ts';
import { deleteVisitor, getVisitor, getVisitors, putVisitor } from './handlers/visitors.ts';
import type { Route } from './route.ts';

/** The endpoints for sites, channels, agents, leads, interactions and visitors. */
// biome-ignore format: a table is read by its columns
export const dataRoutes: readonly Route[] = [
  ['get', '/api/sites', 'data:read', getSites, sites.listSites],
  ['get', '/api/sites/:id', 'data:read', getSite, sites.readSite],
  ['put', '/api/sites/:id', 'data:write', putSite, sites.storeSite],
  ['patch', '/api/sites/:id', 'data:write', patchSite, sites.patchSite],
  ['delete', '/api/sites/:id', 'data:write', deleteSite, sites.removeSite],
  ['get', '/api/sites/:id/channels', 'data:read', getChannels, channels.listChannels],
  ['get', '/api/sites/:id/channels/:kind', 'data:read', getChannel, channels.readChannel],
  ['put', '/api/sites/:id/channels/:kind', 'data:write', putChannel, channels.storeChannel],
  ['delete', '/api/sites/:id/channels/:kind', 'data:write', deleteChannel, channels.removeChannel],
  ['get', '/api/sites/:id/agents', 'data:read', getAgents, agents.listAgents],
  ['get', '/api/sites/:id/agents/:agentId', 'data:read', getAgent, agents.readAgent],
  ['put', '/api/sites/:id/agents/:agentId', 'data:write', putAgent, agents.storeAgent],
  ['patch', '/api/sites/:id/agents/:agentId', 'data:write', patchAgent, agents.patchAgent],
  ['delete', '/api/sites/:id/agents/:agentId', 'data:write', deleteAgent, agents.removeAgent],
  ['get', '/api/sites/:id/leads', 'data:read', getLeads, leads.listLeads],
  ['get', '/api/sites/:id/leads/:leadId', 'data:read', getLead, leads.readLead],
  ['put', '/api/sites/:id/leads/:leadId', 'data:write', putLead, leads.storeLead],
  ['patch', '/api/sites/:id/leads/:leadId', 'data:write', patchLead, leads.patchLead],
  ['delete', '/api/sites/:id/leads/:leadId', 'data:write', deleteLead, leads.removeLead],
  ['post', '/api/sites/:id/leads/import', 'data:write', postImport, imports.importLeads],
  ['get', '/api/imports', 'data:read', getImports, imports.listImports],
  ['get', '/api/imports/:id', 'data:read', getImport, imports.readImport],
  ['get', '/api/leads/:id/interactions', 'data:read', getInteractions, interactions.listInteractions],
  ['post', '/api/leads/:id/interactions', 'data:write', postInteraction, interactions.addInteraction],
  ['get', '/api/leads/:id/interactions/:interactionId', 'data:read', getInteraction, interactions.readInteraction],
  ['delete', '/api/leads/:id/interactions/:interactionId', 'data:write', deleteInteraction, interactions.removeInteraction],
  ['get', '/api/visitors', 'data:read', getVisitors, visitors.listVisitors],
  ['get', '/api/visitors/:id', 'data:read', getVisitor, visitors.readVisitor],
  ['put', '/api/visitors/:id', 'data:write', putVisitor, visitors.storeVisitor],
  ['delete', '/api/visitors/:id', 'data:write', deleteVisitor, visitors.removeVisitor],
];

import { parseChannelBody, parseChannelKind } from '../../src/contract/resources/channel.ts';
import { listChannels, readChannel, removeChannel, storeChannel } from '../../src/directory/channels.ts';
import type { ApiRequest, Handler } from '../handler.ts';
import { uuidParam } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getChannels: Handler = async (request, { services }) =>
  list(await listChannels(services.database, request.principal, uuidParam(request, 'id')));

export const getChannel: Handler = async (request, { services }) => {
  const { siteId, kind } = channelOf(request);
  return success(200, await readChannel(services.database, request.principal, siteId, kind));
};

export const putChannel: Handler = async (request, { services }) => {
  const body = parseChannelBody(request.body);
  const { siteId, kind } = channelOf(request);
  const { database } = services;
  const { created, view } = await storeChannel(database, request.principal, siteId, kind, body);
  return success(created ? 201 : 200, view);
};

export const deleteChannel: Handler = async (request, { services }) => {
  const { siteId, kind } = channelOf(request);
  await removeChannel(services.database, request.principal, siteId, kind);
  return { status: 204 };
};

function channelOf(request: ApiRequest) {
  const kind = parseChannelKind(request.params['kind']);
  return { siteId: uuidParam(request, 'id'), kind };
}

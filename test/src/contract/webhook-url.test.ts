import { describe, expect, test } from '@jest/globals';
import { findWebhookUrlError } from '../../../src/contract/webhook-url.ts';

const strict = { allowPrivate: false };
const notPublic = 'must resolve to a public IP address';

test.each([
  'https://crm.example/hook',
  'https://crm.example:443/hook?token=x#top',
  'https://crm.example:8443/',
  'https://crm.example.:8443/',
  'https://xn--bcher-kva.example/',
  'https://bücher.example/',
  'https://8.8.8.8/',
  'https://[2606:4700:4700::1111]/hook',
  'HTTPS://CRM.EXAMPLE/',
])('%s is taken', (url) => {
  expect(findWebhookUrlError(url, strict)).toBeNull();
});

describe('addresses that are not public are refused in every notation', () => {
  test.each([
    // 127.0.0.1
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0x7F.1',
    '0177.0.0.1',
    '017700000001',
    '0177.0.0.0x1',
    '127.255.255.254',
    '127.0.0.1.',
    '１２７.0.0.1',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    // The others of IPv4
    '0.0.0.0',
    '0',
    '0.1.2.3',
    '10.0.0.1',
    '012.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '169.254.169.254',
    '0xa9fea9fe',
    '2852039166',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '0xc0.0xa8.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '168.63.129.16',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
    // IPv6
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[0000:0000:0000:0000:0000:0000:0000:0001]',
    '[::127.0.0.1]',
    '[::7f00:1]',
    '[::8.8.8.8]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::FFFF:169.254.169.254]',
    '[::ffff:8.8.8.8]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b::8.8.8.8]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
    '[2001::1]',
    '[2001:0:7f00:1::]',
    '[2001:10::1]',
    '[2001:20::1]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[100::1]',
    '[5f00::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[4000::1]',
    // Names that no public DNS answers
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    'redis',
    'printer.local',
    'metadata.google.internal',
    'router.home.arpa',
  ])('https://%s/', (host) => {
    expect(findWebhookUrlError(`https://${host}/`, strict)).toBe(notPublic);
  });
});

test.each([
  ['http://crm.example/', 'must be an https URL'],
  ['ftp://crm.example/', 'must be an https URL'],
  ['javascript:alert(1)', 'must be an https URL'],
  ['file:///etc/passwd', 'must be an https URL'],
  ['crm.example/hook', 'must be a URL'],
  ['https://', 'must be a URL'],
  ['https://[fe80::1%25eth0]/', 'must be a URL'],
  ['https://256.0.0.1/', 'must be a URL'],
  ['https://user@crm.example/', 'must not contain a user name or password'],
  ['https://:secret@crm.example/', 'must not contain a user name or password'],
  ['https://crm.example@127.0.0.1/', 'must not contain a user name or password'],
  ['https://127.0.0.1\\@crm.example/', notPublic],
  ['https://127.0.0.1#@crm.example/', notPublic],
  ['https://crm.example:22/', 'must use port 443, or a port from 1024 up'],
  ['https://crm.example:25/', 'must use port 443, or a port from 1024 up'],
  ['https://crm.example:80/', 'must use port 443, or a port from 1024 up'],
  [`https://crm.example/${'x'.repeat(2048)}`, 'must have at most 2048 characters'],
])('%s %s', (url, error) => {
  expect(findWebhookUrlError(url, strict)).toBe(error);
});

test('the operator may allow http, private addresses and all ports, and still no password', () => {
  const lenient = { allowPrivate: true };
  for (const url of ['http://127.0.0.1:80/hook', 'https://10.0.0.1:22/', 'http://localhost:3000/']) {
    expect(findWebhookUrlError(url, lenient)).toBeNull();
  }
  expect(findWebhookUrlError('ftp://127.0.0.1/', lenient)).toBe('must be an http(s) URL');
  expect(findWebhookUrlError('http://user@127.0.0.1/', lenient)).toBe(
    'must not contain a user name or password',
  );
});

test('a name in letters of its own stays valid, however often it was asked about', () => {
  const errors = Array.from({ length: 20_000 }, () => findWebhookUrlError('https://bücher.example/', strict));
  expect(errors.filter(Boolean)).toEqual([]);
});

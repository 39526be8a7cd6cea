import { z } from 'zod';
import { availabilityForm, parseAvailability } from './availability.ts';
import { limits } from './limits.ts';
import {
  optionalLine,
  optionalLink,
  optionalShortText,
  requiredLine,
  requiredShortText,
} from './resources/fields.ts';

const currencies = new Set(Intl.supportedValuesOf('currency'));

const productBodySchema = z
  .object({
    name: requiredLine,
    description: optionalShortText,
    price: z
      .number()
      .min(0, 'must be 0 or more')
      .nullish()
      .transform((price) => price ?? null),
    currency: optionalLine
      .transform((code) => code?.toUpperCase() ?? null)
      .refine((code) => code === null || currencies.has(code), 'must be an ISO 4217 code such as "EUR"')
      .describe('ISO 4217, such as "EUR"; required with a price'),
    per: optionalLine.describe('The unit of the price, such as "seat per month"'),
    url: optionalLink,
  })
  .refine(({ price, currency }) => price === null || currency !== null, {
    path: ['currency'],
    error: 'is required with a price',
  });

const proofPointBodySchema = z.object({
  text: requiredShortText.describe('Such as "Northwind saves 6 hours a week"'),
  source: optionalLine.describe('A link to it, or who said it'),
});

/** A list, or null if it is missing. An empty list means that there are none. */
const offerList = <Element extends z.ZodType>(element: Element) =>
  z
    .array(element)
    .max(limits.offerList, `must have at most ${limits.offerList} elements`)
    .nullish()
    .transform((list) => list ?? null);

/** An offer in the body of a site or a request. Blank, null and missing fields count as not given. */
export const offerBodySchema = z.object({
  booking_url: optionalLink.describe('The https URL where the lead books a meeting'),
  meeting_minutes: z
    .number()
    .int('must be a whole number')
    .min(limits.shortestMeetingMinutes, `must be at least ${limits.shortestMeetingMinutes}`)
    .max(limits.longestMeetingMinutes, `must be at most ${limits.longestMeetingMinutes}`)
    .nullish()
    .transform((minutes) => minutes ?? null)
    .describe('Duration of a call or meeting'),
  availability: optionalLine
    .refine((text) => text === null || parseAvailability(text) !== null, availabilityForm)
    .describe(
      'When a call or meeting can take place, in the time zone of the site: "Tue-Thu 09:00-12:00"; several separated by commas or semicolons',
    ),
  products: offerList(productBodySchema),
  proof_points: offerList(proofPointBodySchema).describe('Results that messages may name'),
  call_to_action: optionalLine.describe(
    'The action that the lead is asked to take, such as "Book a short call"',
  ),
});
export type OfferBody = z.output<typeof offerBodySchema>;

const text = z.string().nullable();

/** An offer as it is stored, returned and used in facts. */
export const offerSchema = z
  .object({
    booking_url: text,
    meeting_minutes: z.number().nullable(),
    availability: text,
    products: z.array(
      z.object({
        name: z.string(),
        description: text,
        price: z.number().nullable(),
        currency: text,
        per: text,
        url: text,
      }),
    ),
    proof_points: z.array(z.object({ text: z.string(), source: text })),
    call_to_action: text,
  })
  .meta({ id: 'Offer' });
export type Offer = z.infer<typeof offerSchema>;

/**
 * Merges two offers field by field. The given one takes precedence.
 * @returns null if the result is empty
 */
export function completeOffer(given: OfferBody | null, otherwise: Offer | null): Offer | null {
  const offer: Offer = {
    booking_url: given?.booking_url ?? otherwise?.booking_url ?? null,
    meeting_minutes: given?.meeting_minutes ?? otherwise?.meeting_minutes ?? null,
    availability: given?.availability ?? otherwise?.availability ?? null,
    products: given?.products ?? otherwise?.products ?? [],
    proof_points: given?.proof_points ?? otherwise?.proof_points ?? [],
    call_to_action: given?.call_to_action ?? otherwise?.call_to_action ?? null,
  };
  const isEmpty = Object.values(offer).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
  return isEmpty ? null : offer;
}

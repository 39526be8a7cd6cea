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
    per: optionalLine.describe('What the price is for, such as "seat per month"'),
    url: optionalLink,
  })
  .refine(({ price, currency }) => price === null || currency !== null, {
    path: ['currency'],
    error: 'is required with a price',
  });

const proofPointBodySchema = z.object({
  text: requiredShortText.describe('Such as "Northwind saves 6 hours a week"'),
  source: optionalLine.describe('Where it can be read or who said it'),
});

/** A list, or null when none is given: an empty list says that there is nothing. */
const offerList = <Element extends z.ZodType>(element: Element) =>
  z
    .array(element)
    .max(limits.offerList, `must have at most ${limits.offerList} elements`)
    .nullish()
    .transform((list) => list ?? null);

/** What a site offers its leads, as a site or a request gives it. What is blank, null or missing is not given. */
export const offerBodySchema = z.object({
  booking_url: optionalLink.describe('Where the lead books a meeting; https'),
  meeting_minutes: z
    .number()
    .int('must be a whole number')
    .min(limits.shortestMeetingMinutes, `must be at least ${limits.shortestMeetingMinutes}`)
    .max(limits.longestMeetingMinutes, `must be at most ${limits.longestMeetingMinutes}`)
    .nullish()
    .transform((minutes) => minutes ?? null)
    .describe('How long a call or meeting takes'),
  availability: optionalLine
    .refine((text) => text === null || parseAvailability(text) !== null, availabilityForm)
    .describe(
      'When a call or meeting can take place, in the time zone of the site: "Tue-Thu 09:00-12:00"; several separated by commas or semicolons',
    ),
  products: offerList(productBodySchema),
  proof_points: offerList(proofPointBodySchema).describe('Results that messages may name'),
  call_to_action: optionalLine.describe('What the lead is asked to do, such as "Book a short call"'),
});
export type OfferBody = z.output<typeof offerBodySchema>;

const text = z.string().nullable();

/** What a site offers, as it is stored, answered and known to a follow-up. */
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
 * An offer field by field: what is given, else what another offer says.
 * @returns null when nothing is offered
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

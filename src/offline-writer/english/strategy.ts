import type { Part } from '../script.ts';

export const strategy: readonly Part[] = [
  {
    new: ['{who} is new to us, so the messages open a conversation and promise nothing.'],
    qualified: ['{who} is qualified, so the messages skip the introduction and work towards a first step.'],
    proposal: [
      '{who} is close to a decision, so the messages look for the open point and offer to clear it up.',
    ],
    customer: ['{who} is a customer already, so the messages ask about results before anything new.'],
    cold: [
      '{who} has gone quiet, so the messages ask openly whether the topic is alive and make it easy to say no.',
    ],
    unknown: ['The stage says little about {who}, so the messages stay useful and ask an open question.'],
  },
  [
    'The angle is {pains}, answered with {interests}, within a budget of {budget} and picking up from the last {medium}.',
    'The angle is {pains}, answered with {interests}, within a budget of {budget}.',
    'The angle is {pains}, answered with {interests} and picking up from the last {medium}.',
    'The angle is {pains}, answered with {interests}.',
    'The angle is {pains}: how it is handled today comes before any product, picking up from the last {medium}.',
    'The angle is {pains}: how it is handled today comes before any product.',
    'The angle is the interest in {interests}, picking up from the last {medium}; the pain behind it is still to be found out.',
    'The angle is the interest in {interests}; the pain behind it is still to be found out.',
    'Neither a pain point nor an interest is known, so the angle is an honest question, picking up from the last {medium}.',
    'Neither a pain point nor an interest is known, so the angle is an honest question.',
  ],
  ['{roles}.'],
  {
    reply: [
      'The ask is a short reply; without one, follow up again after {interval}.',
      'The ask is a short reply; without one, follow up once more from another angle.',
    ],
    call: [
      'The ask is a time for a short call; without an answer, follow up again after {interval}.',
      'The ask is a time for a short call; without an answer, follow up once more and ask for a reply only.',
    ],
    meeting: [
      'The ask is a day for a meeting; without an answer, follow up again after {interval}.',
      'The ask is a day for a meeting; without an answer, follow up once more and offer a short call.',
    ],
  },
];

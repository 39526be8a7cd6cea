import type { Script } from '../script.ts';

/** Without greeting and sign-off. */
export const emailDraft: Script = {
  title: {
    new: [
      'Getting in touch about {interest}',
      'An introduction to {interest}',
      'Getting in touch with {company}',
      'Getting in touch about {pain}',
      'A short introduction',
      'Getting in touch',
    ],
    qualified: [
      'Next steps on {interest} for {company}',
      'Following up on {interest} for {company}',
      'Following up on {interest}',
      'Next steps for {company}',
      'Following up on {pain}',
      'Following up with next steps',
    ],
    proposal: [
      'Open questions on {interest} for {company}',
      'Your decision on {interest} at {company}',
      'Open questions on {interest}',
      'Open questions for {company}',
      'Any open questions?',
    ],
    customer: [
      'Checking in about {interest} at {company}',
      'Checking in about {interest}',
      'Checking in with {company}',
      'Checking in with you',
    ],
    cold: [
      'Following up again about {interest}',
      'Getting back in touch about {interest}',
      'Getting back in touch with {company}',
      'Getting back in touch',
    ],
    unknown: [
      'Following up on {interest} for {company}',
      'Following up about {interest}',
      'Following up with {company}',
      'Following up about {pain}',
      'Following up with you',
    ],
  },
  message: [
    [
      {
        told: [
          '{occasion} {event}, and we wanted to follow up on that.',
          'We are writing to follow up on our last {medium}, where {event}.',
        ],
        touched: [
          'We are writing to follow up on our last {medium} and to see where things stand.',
          'Since our last {medium} we wanted to check in and see where things stand.',
          'We are writing to follow up and to see where things stand on your side.',
        ],
        missed: ['We tried to reach you and did not get through, so we are following up in writing.'],
        none: [
          'We are getting in touch from {team} because we would like to be of help to {company}.',
          'We are writing from {team} because we would like to be of help to {company}.',
          'We are getting in touch from {team} because we would like to be of help.',
          'We are getting in touch because we would like to be of help.',
        ],
      },
      {
        new: [
          'As we are only getting to know each other, we would like to learn more about {company} first.',
          'Before we suggest anything, we would like to understand how {company} works today.',
          'Before we suggest anything, we would like to understand how you work today.',
        ],
        qualified: [
          'We would like to help you work out whether this is the right fit for {company}.',
          'There seems to be a good fit with {company}, and we would like to agree on the next step.',
          'There seems to be a good fit, and we would like to agree on the next step with you.',
        ],
        proposal: [
          'We know that you are weighing your decision, and we would like to make sure that nothing is left open.',
          'As your decision comes closer, we would like to make sure that you have everything you need.',
        ],
        customer: [
          'Thank you for being a customer. We would like to make sure that {company} gets what it needs from us.',
          'Thank you for being a customer. We would like to make sure that you get what you need from us.',
        ],
        cold: [
          'It has been quiet between us, and we understand that the timing may not have been right.',
          'We understand that other things may have come first, and we do not want to be a nuisance.',
        ],
        unknown: [
          'We would like to make sure that what we send is useful to {company}.',
          'We would like to make sure that what we send is useful to you.',
        ],
      },
    ],
    [
      [
        'We understand that you are dealing with {pains}. To help with this, we would suggest taking a closer look at {interests}.',
        'As we understand it, your main challenges include {pains}. We would suggest looking at {interests} with this in mind.',
        'We understand that you are dealing with {pains}. We would like to hear how you handle this today and what you would like to change.',
        'As we understand it, your main challenges include {pains}. It would help us to know how you handle this today.',
        'We understand that you are interested in {interests}. We would be happy to go through what this could mean for {company} in practice.',
        'We understand that you are interested in {interests}. We would be happy to go through what this could mean for you in practice.',
        'We do not want to send general information that is of no use to you, so it would help us to know what you are working on and what you would like to improve.',
      ],
      ['{claim}'],
    ],
    [
      {
        reply: {
          new: [
            'Could you tell us whether this is something you are looking into at the moment?',
            'Could you tell us what would make this worth a closer look for you?',
          ],
          qualified: [
            'Is there anything that you would need to know before taking the next step?',
            'Could you tell us what you would need to see before taking the next step?',
          ],
          proposal: [
            'Are there any open questions that we could answer for you?',
            'Is there anything that still keeps you from making a decision?',
          ],
          customer: [
            'Is there anything that you would like us to improve or explain?',
            'Could you tell us what is working well and what is not?',
          ],
          cold: [
            'Would it make sense to pick up the conversation again?',
            'Could you tell us whether this is still of interest to you?',
          ],
          unknown: [
            'Could you tell us what would be most helpful for you at this point?',
            'Is there anything that we could help you with at this point?',
          ],
        },
        call: [
          'Would you be available for a {minutes}-minute call to {agenda}?',
          'Would you be available for a short call to {agenda}?',
          'We would like to suggest a short call to {agenda}.',
        ],
        meeting: [
          'Would you be available for a meeting of {minutes} minutes to {agenda}?',
          'Would you be available for a meeting to {agenda}?',
          'We would like to suggest a meeting to {agenda}.',
        ],
      },
      {
        reply: [
          '{callToAction}',
          'If you would rather talk, you can pick a time here: {bookingUrl}',
          'Please reply to this email, and we will get back to you with an answer.',
          'You can simply reply to this email, and we will take it from there.',
        ],
        call: [
          '{callToAction}',
          'You can pick a time that suits you here: {bookingUrl}',
          'Please reply with a day and time that suit you, and we will call you then.',
          'Please let us know which day and time would suit you, and we will call you then.',
        ],
        meeting: [
          '{callToAction}',
          'You can pick a time that suits you here: {bookingUrl}',
          'Please reply with a day and time that suit you, and we will arrange it.',
          'Please let us know which day and time would suit you, and we will arrange the rest.',
        ],
      },
    ],
    [
      {
        new: ['If this is not relevant to you, please let us know, and we will leave it there.'],
        qualified: ['If your priorities have changed, please let us know, and we will adjust to that.'],
        proposal: [
          'If someone else is involved in the decision, we are happy to answer their questions too.',
        ],
        customer: ['If everything works as it should, we would be glad to hear that as well.'],
        cold: ['If the answer is no, please let us know, and we will not write about this again.'],
        unknown: ['If this is not a good moment, please let us know, and we will come back another time.'],
      },
    ],
  ],
};

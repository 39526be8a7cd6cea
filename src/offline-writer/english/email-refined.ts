import type { Script } from '../script.ts';

/** Without greeting and sign-off. */
export const emailRefined: Script = {
  title: {
    new: [
      '{name}, are you looking at {interest}?',
      'A question about {interest}, {name}',
      'A question about {pain}',
      'What would help {company} most?',
      'One question before anything else',
    ],
    qualified: [
      'Where {company} could start with {interest}',
      '{either}?',
      '{name}, {interest} first?',
      'Starting with {interest}',
      'Where should {company} start?',
      '{name}, where should we start?',
      'Where would you start?',
    ],
    proposal: [
      '{name}, what is still open on {interest}?',
      'What is still open on {interest}?',
      '{company}: what is still open?',
      '{name}, what is still open?',
      'What is still open on your side?',
    ],
    customer: [
      '{name}, what should we improve for {company}?',
      '{name}, what should work better?',
      'What should {company} get next from us?',
      'What should work better for you?',
    ],
    cold: [
      '{name}, still interested in {interest}?',
      'Should we close the file on {interest}?',
      '{name}, should we close the file?',
      'Is this still on your list?',
    ],
    unknown: [
      '{name}, a question about {interest}',
      'One question on {interest}, {name}',
      'One question about {pain}',
      'One question for {company}',
      'One question for you',
    ],
  },
  message: [
    [
      {
        told: ['{occasion} {event}.', 'Picking up from our last {medium}, where {event}.'],
        touched: ['Picking up where our last {medium} left off.', 'Picking up where we left off.'],
        missed: ['We tried to reach you and missed you, so here it is in writing.'],
        none: [
          'A short note from the {team} team.',
          "It's the {team} team, with a short note.",
          'Just a short note.',
        ],
      },
      {
        new: [
          "First we'd like to know what would be useful to {company}.",
          "We don't know {company} well yet, so we'd sooner ask than guess.",
          "First we'd like to know what would be useful.",
          "We don't know each other well yet, so we'd sooner ask than guess.",
        ],
        qualified: [
          'The open question is where {company} should start.',
          'What we still owe you is a clear first step for {company}.',
          'The open question is where you should start.',
          'What we still owe you is a clear first step.',
        ],
        proposal: [
          "You have a decision to make, so we'll stick to what helps you make it.",
          'No need to go over everything again: what counts now is whatever still stands between you and a decision.',
        ],
        customer: [
          "This isn't a pitch: {company} is already with us, and we want that to pay off for you.",
          "This isn't a pitch: you're already with us, and we want that to pay off for you.",
        ],
        cold: [
          "It's been quiet between us, and that's fine: priorities move.",
          "It's gone quiet between us. No hard feelings, we'd just like to know where you stand.",
        ],
        unknown: [
          "We'd like to be useful to {company} rather than just present in your inbox.",
          "We'd like to be useful rather than just present in your inbox.",
        ],
      },
    ],
    [
      [
        "With {pains} on your plate, we see two places to begin: {bothInterests}. We'd pick one, get it working, and leave the other for later.",
        "You're up against {pains}. We see two ways in, {bothInterests}, and we'd take them one at a time.",
        "With {pains} on your plate, we'd begin with {interests} and leave everything else for later.",
        "You're up against {pains}. That's why we'd talk about {interests} first and keep the rest out of it.",
        "You're up against {pains}. What we don't know yet is how you handle that today, and what you'd change first if you could.",
        "With {pains} on your plate, the useful thing to know is what you've tried so far, and what you'd change first if you could.",
        "You were looking at {interests}. We'll skip the brochure: what counts is what that would change for {company} in an ordinary week.",
        "You were looking at {interests}. We'll skip the brochure: what counts is what that would change for you in an ordinary week.",
        "We'll skip the brochure. What counts is what would make an ordinary week easier for you, and only you can tell us that.",
      ],
      ['{claim}'],
    ],
    [
      {
        reply: {
          new: [
            '{?either}Which of the two is closer to what you need?',
            '{?pain}How high is this on your list right now?',
            'What would make this worth a closer look for you?',
          ],
          qualified: [
            '{?either}Which one would take more off your desk right now?',
            '{?either}Which of the two would make the bigger difference for you?',
            'What would you need to see before taking a first step?',
          ],
          proposal: [
            "What's the one thing still standing between you and a yes?",
            "What's the one point you'd want cleared up first?",
          ],
          customer: [
            "What's the one thing you'd like to work better?",
            'If you could change one thing about working with us, what would it be?',
          ],
          cold: ['Is this still on your list, or should we close the file?'],
          unknown: [
            '{?either}Which of the two should we start with?',
            'What would be most useful to you right now?',
          ],
        },
        call: [
          'Could we take {minutes} minutes on the phone to {agenda}?',
          'Could we take a short call to {agenda}?',
          'Do you have room for a short call to {agenda}?',
        ],
        meeting: [
          'Shall we meet for {minutes} minutes to {agenda}?',
          'Shall we meet to {agenda}?',
          'Could we sit down together to {agenda}?',
        ],
      },
      {
        reply: [
          '{callToAction}',
          'Rather talk? Pick a time here: {bookingUrl}',
          'Just hit reply. A line is all we need.',
          "A one-line reply is plenty; we'll take it from there.",
        ],
        call: [
          '{callToAction}',
          'Pick a time that suits you here: {bookingUrl}',
          "Send us a time that suits you and we'll ring you then.",
          "Name a day and time, and we'll call.",
        ],
        meeting: [
          '{callToAction}',
          'Pick a time that suits you here: {bookingUrl}',
          "Send us a day and time that suit you and we'll set it up.",
          "Name a day and time, and we'll take care of the rest.",
        ],
      },
    ],
    [
      {
        new: ["And if it isn't for you, say so. We'll leave it there."],
        qualified: [
          "{?either}And if it's neither, say so: that helps us just as much.",
          'And if something else has become more urgent, say so: that helps us just as much.',
        ],
        proposal: ["And if a colleague needs convincing, tell us what they'd ask. We'll help you answer it."],
        customer: ["And if everything runs as it should, we'd love to hear that too."],
        cold: ["A plain no is fine too. We won't chase you."],
        unknown: ["And if now is a bad moment, say so. We'll step back."],
      },
    ],
  ],
};

import { aConfig } from './packaged-service.ts';

/** Everything switched on, in the hub's own account and in a member account: the widest that the roles get. */
export const EVERYTHING_ON = aConfig(`
version: 1
accounts:
  - { id: "111122223333", name: platform, apply: direct }
  - id: "444455556666"
    name: production
    apply: direct
    spokeRoles:
      reader: arn:aws:iam::444455556666:role/rolemender/rolemender-reader
      applier: arn:aws:iam::444455556666:role/rolemender/rolemender-applier
      pruner: arn:aws:iam::444455556666:role/rolemender/rolemender-pruner
apply:
  policies:
    - /rolemender/
    - arn:aws:iam::111122223333:policy/app/*
    - arn:aws:iam::111122223333:role/app/*
    - arn:aws:iam::444455556666:policy/app/*
    - arn:aws:iam::444455556666:role/app/*
routing: [{ channel: C0PLATFORM }]
approvers: [{ name: oncall, slackUserGroup: S0ONCALL }]
slack: { teamId: T0WORKSPACE }
retention:
  delete: true
  policies: ["arn:aws:iam::111122223333:policy/app/*", "arn:aws:iam::444455556666:policy/app/*"]
`);

/** What somebody has who named two accounts and changed nothing else. */
export const DEFAULTS = aConfig(`
version: 1
accounts:
  - { id: "111122223333", name: platform }
  - id: "444455556666"
    name: production
    spokeRoles: { reader: "arn:aws:iam::444455556666:role/rolemender/rolemender-reader" }
`);

import { createFollowChanges } from '../work/follow-changes.ts';
import {
  type StreamAnswer,
  type StreamRecord,
  toChangedAggregates,
  toStreamAnswer,
} from './changed-aggregates.ts';
import { openEnvironment } from './open-environment.ts';
import { openMessages } from './open-messages.ts';
import { openState } from './open-state.ts';
import { openFollowParts } from './open-work.ts';

/** Announces, offers, tells others, settles: everything that follows from a change of the store but writes of IAM. */
export async function composeFindingChanged(): Promise<
  (records: readonly StreamRecord[]) => Promise<StreamAnswer>
> {
  const environment = await openEnvironment();
  const state = openState(environment);
  const notifier = await openMessages(environment, state);
  const follow = createFollowChanges(openFollowParts(environment, state, notifier));
  return async (records) => {
    const changed = toChangedAggregates(records);
    const failures = await follow(changed);
    for (const [id, error] of failures) environment.log.error('work comes again', error, { id });
    return toStreamAnswer(changed.filter(({ id }) => failures.has(id)));
  };
}

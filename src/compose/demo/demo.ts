import { createCatalog } from '../../catalog/create-catalog.ts';
import { createReadItem } from '../../usecases/explain-denials.ts';
import type { Reading } from '../../domain/denial/denial.ts';
import account from '../../../test/fixtures/accounts/video-platform.json' with { type: 'json' };
import type { FeedSummary, LocalApp } from '../local-app.ts';
import { DEMO_SCENES, type DemoScene } from './events.ts';

export { DEMO_SCENES, STORM_COPIES, type DemoScene } from './events.ts';

/** The account that the demo works on, in the shape of `aws iam get-account-authorization-details`. */
export const DEMO_ACCOUNT: unknown = account;

/** Feeds one scene; feeding it again changes nothing, so an interrupted demo goes on. */
export function feedScene(app: LocalApp, scene: DemoScene): Promise<FeedSummary> {
  return app.feed(readingsOf(scene));
}

/** Feeds every scene. */
export async function feedDemo(app: LocalApp): Promise<void> {
  for (const scene of DEMO_SCENES) await feedScene(app, scene);
}

const readItem = createReadItem(createCatalog());

async function* readingsOf({ title, records }: DemoScene): AsyncGenerator<Reading> {
  let line = 0;
  for (const value of records()) {
    line += 1;
    yield* await readItem({ kind: 'value', value, file: title, line, byte: 0 });
  }
}

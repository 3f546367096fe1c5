import type { FindingView, LocalApp } from '../../src/compose/local-app.ts';

/** A local app that only shows what it is given; every other method is a bug of the test. */
export function aShownApp(views: readonly FindingView[], rest: Partial<LocalApp> = {}): LocalApp {
  const unused = () => Promise.reject(new Error('this test does not use it'));
  return {
    feed: unused,
    listFindings: () => Promise.resolve(views.map(({ finding }) => finding)),
    show: (id) =>
      Promise.resolve(
        views.find(
          ({ finding, proposals }) => finding.id === id || proposals.some((p) => p.id === id),
        ),
      ),
    decide: unused,
    rollBack: unused,
    liftAlert: unused,
    prune: unused,
    explain: unused,
    resume: unused,
    close: () => Promise.resolve(),
    ...rest,
  };
}

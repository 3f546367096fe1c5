import type { Finding } from '../../src/domain/finding/finding.ts';
import type { Proposal } from '../../src/domain/proposal/proposal.ts';
import type { LocalStore } from '../../src/compose/open-local-store.ts';
import { anAuditLog } from './an-audit.ts';

/**
 * A store of texts, for scenarios that open hundreds of them: the one write of the real one, conditional on
 * the version, and nothing else of it. What the real one does is tested by its contract.
 */
export function aMemoryStore(): LocalStore {
  const items = new Map<string, string>();
  const read = (id: string) => {
    const text = items.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as Finding | Proposal);
  };
  const all = () => [...items.keys()].map((id) => read(id)!);
  const archived = new Map<string, string>();
  return {
    store: {
      async findFinding(id) {
        const found = read(id);
        return found?.kind === 'finding' ? found : undefined;
      },
      async findProposal(id) {
        const found = read(id);
        return found?.kind === 'proposal' ? found : undefined;
      },
      async listOfPrincipal(arn) {
        const own = all().filter(({ principalArn }) => principalArn === arn);
        return {
          findings: own.filter((one) => one.kind === 'finding'),
          proposals: own.filter((one) => one.kind === 'proposal'),
        };
      },
      async *listAll() {
        yield* all();
      },
      async save(next) {
        if ((read(next.id)?.version ?? 0) !== next.version - 1) return 'conflict';
        items.set(next.id, JSON.stringify(next));
        return 'saved';
      },
    },
    archive: {
      saveVersion: async (version) =>
        void archived.set(`${version.policyId} ${version.versionId}`, JSON.stringify(version)),
      findVersion: async (policyId, versionId) => {
        const text = archived.get(`${policyId} ${versionId}`);
        return text === undefined ? undefined : (JSON.parse(text) as never);
      },
    },
    audit: anAuditLog(),
    leases: { take: async () => 'taken', release: async () => {} },
    close: async () => {},
  };
}

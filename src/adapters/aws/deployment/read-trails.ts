import {
  type AdvancedEventSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import type { TrailFacts } from '../../../domain/deployment/facts.ts';

type Logged = Pick<TrailFacts, 'reads' | 'writes' | 'dataEvents'>;

/** Every trail that logs in the region, those of the organisation included. */
export async function readTrails(
  client: CloudTrailClient,
  region: string,
): Promise<readonly TrailFacts[]> {
  const command = new DescribeTrailsCommand({ includeShadowTrails: true });
  const { trailList = [] } = await client.send(command);
  const here = trailList.filter((trail) => trail.IsMultiRegionTrail || trail.HomeRegion === region);
  const facts: TrailFacts[] = [];
  for (const trail of here) facts.push(await readTrail(client, trail));
  return facts;
}

async function readTrail(client: CloudTrailClient, trail: Trail): Promise<TrailFacts> {
  const arn = trail.TrailARN ?? trail.Name ?? '';
  const { IsLogging } = await client.send(new GetTrailStatusCommand({ Name: arn }));
  const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: arn }));
  const { EventSelectors: basic = [], AdvancedEventSelectors: advanced = [] } = selectors;
  const logged = [...basic.map(ofBasic), ...advanced.map(ofAdvanced)];
  return {
    name: trail.Name ?? arn,
    isLogging: IsLogging === true,
    reads: logged.some(({ reads }) => reads),
    writes: logged.some(({ writes }) => writes),
    dataEvents: logged.flatMap(({ dataEvents }) => dataEvents),
  };
}

function ofBasic(selector: EventSelector): Logged {
  const { IncludeManagementEvents = true, ReadWriteType = 'All', DataResources = [] } = selector;
  return {
    reads: IncludeManagementEvents && ReadWriteType !== 'WriteOnly',
    writes: IncludeManagementEvents && ReadWriteType !== 'ReadOnly',
    dataEvents: DataResources.map(({ Type }) => Type ?? 'unknown'),
  };
}

// CloudTrail User Guide, "Advanced event selectors": without `readOnly` a selector takes reads and writes.
function ofAdvanced({ FieldSelectors = [] }: AdvancedEventSelector): Logged {
  const valuesOf = (field: string) =>
    FieldSelectors.find(({ Field }) => Field === field)?.Equals ?? [];
  const isManagement = valuesOf('eventCategory').includes('Management');
  const isData = valuesOf('eventCategory').includes('Data');
  const readOnly = valuesOf('readOnly');
  return {
    reads: isManagement && !readOnly.includes('false'),
    writes: isManagement && !readOnly.includes('true'),
    dataEvents: isData ? valuesOf('resources.type') : [],
  };
}

import { execFile, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CATALOG_FOLDER } from '../../scripts/bundle/catalog-files.ts';
import { FUNCTION_NAMES, permissionsOf } from '../../scripts/deploy/function-permissions.ts';
import { toRoleId } from '../../scripts/deploy/function-roles.ts';
import { ENVIRONMENT_NAMES } from '../../src/compose/config/read-environment.ts';
import { EVERYTHING_ON } from '../builders/deploy-config.ts';
import { packageService, type PackagedService } from '../builders/packaged-service.ts';
import { parseTemplate, type Template } from '../builders/resolve-template.ts';
import { faultsOfTemplate } from '../builders/template-faults.ts';
import { listZipEntries } from '../builders/zip-entries.ts';

const SPOKE = fileURLToPath(new URL('../../deploy/spoke.yml', import.meta.url));
const MOST_ZIP_BYTES = 150 * 1024;
/** IAM's prefixes of the services whose clients are named otherwise. */
const PREFIXES: Readonly<Record<string, string>> = {
  eventbridge: 'events',
  'secrets-manager': 'secretsmanager',
  accessanalyzer: 'access-analyzer',
};
/** A file's headers in a zip: the local one, the one of the directory, and the descriptor behind the data. */
const headersOf = (name: string) => 30 + 46 + 2 * name.length + 16;
const hasCfnLint = spawnSync('cfn-lint', ['--version']).status === 0;

describe('scenarios/packaged-template', () => {
  let service: PackagedService;
  let template: Template;

  beforeAll(async () => {
    service = await packageService(EVERYTHING_ON, { isReal: true });
    template = service.template;
  }, 300_000);

  const ofType = (type: string) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([name, { Properties }]): Record<string, unknown> => ({ name, ...Properties }));
  const functions = () => ofType('AWS::Lambda::Function');
  const zipOf = (lambda: Record<string, unknown>) => {
    const { S3Key } = lambda['Code'] as { readonly S3Key: string };
    return join(service.directory, '.serverless', S3Key.split('/').at(-1)!);
  };

  it('names nothing that is not there, nor does the template of the member accounts', () => {
    expect(faultsOfTemplate(template)).toEqual([]);
    expect(faultsOfTemplate(parseTemplate(readFileSync(SPOKE, 'utf8')))).toEqual([]);
  });

  it('would see a name that leads nowhere', () => {
    const breaches = {
      A: { Type: 'X', Properties: { a: { Ref: 'Gone' } } },
      B: { Type: 'X', Properties: { a: [{ 'Fn::GetAtt': ['Gone', 'Arn'] }] } },
      C: { Type: 'X', DependsOn: ['A', 'Gone'], Properties: {} },
      D: { Type: 'X', Condition: 'Gone', Properties: {} },
      E: { Type: 'X', Properties: { a: { 'Fn::Sub': '${A.Arn} ${Gone.Arn} ${!Literal}' } } },
      F: { Type: 'X', Properties: { a: { 'Fn::If': ['Gone', { Ref: 'A' }, 'b'] } } },
    };

    expect(faultsOfTemplate({ Resources: breaches })).toHaveLength(6);
  });

  it('has one function a handler, each with its own role', () => {
    const names = functions().map(({ FunctionName }) => String(FunctionName));
    const roles = functions().map(
      ({ Role }) => (Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0],
    );
    const handlers = readdirSync(fileURLToPath(new URL('../../handlers', import.meta.url)))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `rolemender-prod-${file.slice(0, -3)}`);

    expect(names.toSorted()).toEqual(
      FUNCTION_NAMES.map((name) => `rolemender-prod-${name}`).toSorted(),
    );
    expect(names.toSorted()).toEqual(handlers.toSorted());
    expect(roles.toSorted()).toEqual(FUNCTION_NAMES.map(toRoleId).toSorted());
  });

  it('puts each handler and its configuration into its zip, and no other handler', () => {
    for (const lambda of functions()) {
      const handler = String(lambda['Handler']).replace(/\.handler$/, '');
      const entries = listZipEntries(zipOf(lambda)).map(({ name }) => name);
      expect(entries).toContain(`${handler}.mjs`);
      expect(entries).toContain(join(handler, '../config.json'));
      expect(entries.filter((name) => !name.startsWith(`${join(handler, '..')}/`))).toEqual([]);
    }
  });

  it('keeps every zip within 150 KB beside the catalogue', () => {
    const sizes = functions().map((lambda) => {
      const file = zipOf(lambda);
      const catalogue = listZipEntries(file)
        .filter(({ name }) => name.includes(`/${CATALOG_FOLDER}/`))
        .reduce((sum, { name, compressedBytes }) => sum + compressedBytes + headersOf(name), 0);
      return { file: file.split('/').at(-1), bytes: statSync(file).size - catalogue };
    });

    expect(sizes.filter(({ bytes }) => bytes > MOST_ZIP_BYTES)).toEqual([]);
  });

  it('exports from each bundle a function of at most two arguments, before it is called', async () => {
    const check = (file: string) =>
      `const m = await import(${JSON.stringify(file)}); console.log(typeof m.handler, m.handler.length <= 2);`;
    const outcomes = await Promise.all(
      FUNCTION_NAMES.map(async (name) => {
        const file = join(service.directory, 'dist/handlers', name, 'index.mjs');
        const { stdout } = await promisify(execFile)(
          process.execPath,
          ['--input-type=module', '-e', check(file)],
          { env: { AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: name } },
        );
        return `${name} ${stdout.trim()}`;
      }),
    );

    expect(outcomes).toEqual(FUNCTION_NAMES.map((name) => `${name} function true`));
  });

  it('gives each queue that wakes a function a dead-letter queue and six times its patience', () => {
    const timeouts = new Map(functions().map(({ name, Timeout }) => [name, Number(Timeout)]));
    for (const source of ofType('AWS::Lambda::EventSourceMapping')) {
      const [queue] = (source['EventSourceArn'] as { 'Fn::GetAtt': [string] })['Fn::GetAtt'];
      const [lambda] = (source['FunctionName'] as { 'Fn::GetAtt': [string] })['Fn::GetAtt'];
      expect(source['FunctionResponseTypes']).toEqual(['ReportBatchItemFailures']);
      if (template.Resources[queue]?.Type !== 'AWS::SQS::Queue') {
        expect(source['DestinationConfig']).toBeDefined();
        continue;
      }
      const { VisibilityTimeout, RedrivePolicy } = template.Resources[queue].Properties;
      expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeouts.get(lambda)!);
      expect(RedrivePolicy).toMatchObject({ maxReceiveCount: 5 });
    }
  });

  it('has every rule keep what it cannot deliver, and the denials of read-only calls arrive', () => {
    const rules = ofType('AWS::Events::Rule').filter(({ EventPattern }) => EventPattern);
    for (const { name, State, Targets } of rules) {
      const [target] = Targets as readonly Record<string, unknown>[];
      expect(target).toMatchObject({ RetryPolicy: { MaximumEventAgeInSeconds: 86_400 } });
      expect(target!['DeadLetterConfig']).toBeDefined();
      if (String(name).endsWith('DenialRule')) {
        expect(State).toBe('ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
      }
    }
    expect(rules).toHaveLength(4);
  });

  it('wakes the function that writes IAM by approvals alone, and limits it', () => {
    const patterns = ofType('AWS::Lambda::EventSourceMapping').flatMap(({ FilterCriteria }) =>
      ((FilterCriteria as { Filters: { Pattern: string }[] } | undefined)?.Filters ?? []).map(
        ({ Pattern }) => JSON.parse(Pattern) as unknown,
      ),
    );
    const work = (...values: readonly string[]) => ({
      dynamodb: { NewImage: { work: { S: values } } },
    });

    expect(patterns).toEqual([work('other', 'apply', 'both'), work('apply', 'both')]);
    expect(
      template.Resources['ProposalApprovedLambdaFunction']?.Properties[
        'ReservedConcurrentExecutions'
      ],
    ).toBe(2);
  });

  it('puts names and ARNs into the environment, never a literal', () => {
    const literals = functions().flatMap(({ name, Environment }) => {
      const { Variables } = (Environment ?? { Variables: {} }) as {
        Variables: Record<string, unknown>;
      };
      return Object.entries(Variables)
        .filter(([, value]) => typeof value === 'string')
        .map(([variable]) => `${String(name)} ${variable}`);
    });

    expect(literals).toEqual([]);
  });

  it('gives each function every variable that its bundle reads, and no other', async () => {
    const unmet: string[] = [];
    for (const { Handler, Environment } of functions()) {
      const folder = join(service.directory, String(Handler), '..');
      const code = readdirSync(folder)
        .filter((file) => file.endsWith('.mjs'))
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('\n');
      const read = ENVIRONMENT_NAMES.filter(
        (name) => !name.startsWith('AWS_') && code.includes(`"${name}"`),
      );
      const { Variables = {} } = (Environment ?? {}) as { Variables?: Record<string, unknown> };
      const given = Object.keys(Variables);
      unmet.push(
        ...read.filter((name) => !given.includes(name)).map((name) => `${folder} lacks ${name}`),
        ...given
          .filter((name) => !read.some((each) => each === name))
          .map((name) => `${folder} never reads ${name}`),
      );
    }

    expect(unmet.map((line) => line.split('/').at(-1))).toEqual([]);
  });

  it('allows each function every service that its bundle calls', () => {
    const unmet = service.handlers.flatMap(({ name, metafile }) => {
      const held = Object.values(metafile.outputs)
        .flatMap(({ inputs }) => Object.entries(inputs))
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .flatMap(([path]) => {
          const call = /client-([a-z-]+)\/dist-es\/commands\/(\w+)Command\.js$/.exec(path);
          return call === null ? [] : [`${PREFIXES[call[1]!] ?? call[1]}:${call[2]}`];
        })
        // Who reads IAM carries the code that writes it too, and a table comes with all its calls; the attack table says
        // who may not.
        .filter((action) => !/^(?:iam:(?!Get|List|Simulate)|dynamodb:)/.test(action));
      const role = name as (typeof FUNCTION_NAMES)[number];
      const allowed = permissionsOf(role, EVERYTHING_ON).flatMap(({ actions }) => actions);
      return held
        .filter((action) => !allowed.includes(action))
        .map((action) => `${name} ${action}`);
    });

    expect(unmet).toEqual([]);
  });

  it('matches in a member account what the hub matches, the accounts aside', () => {
    const spoke = parseTemplate(readFileSync(SPOKE, 'utf8'));
    for (const rule of ['DenialRule', 'TaskStoppedRule']) {
      const { account, ...pattern } = template.Resources[rule]!.Properties[
        'EventPattern'
      ] as Record<string, unknown>;
      expect(account).toEqual(['111122223333', '444455556666']);
      expect(spoke.Resources[rule]?.Properties['EventPattern']).toEqual(pattern);
    }
  });

  it('is clean for cfn-lint', async () => {
    if (!hasCfnLint) {
      console.warn('skipped: cfn-lint is not on the path');
      return;
    }
    const file = join(service.directory, '.serverless/cloudformation-template-update-stack.json');
    const { stdout } = await promisify(execFile)('cfn-lint', [file, SPOKE]);

    expect(stdout).toBe('');
  }, 300_000);
});

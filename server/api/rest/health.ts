import { healthCsv, healthReport, timeOnCall } from '@/server/health-report/queries';
import { reportQuerySchema, timeOnCallSchema } from '@/server/health-report/schema';
import { type Endpoint, endpoint, TextAnswer } from '../endpoint';

export const healthEndpoints: Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/reports/health',
    summary: 'Every figure of on-call health with its sample and definition; `format=csv`, `rows` for what was counted',
    input: reportQuerySchema,
    run: async (ctx, _params, input) =>
      input.format === 'csv'
        ? new TextAnswer(await healthCsv(ctx, input), 'text/csv', 'on-call-health.csv')
        : healthReport(ctx, input),
  }),
  endpoint({
    method: 'GET',
    path: '/reports/time-on-call',
    summary: 'Hours, nights, weekends and holidays on call, as far as the caller may see persons',
    input: timeOnCallSchema,
    run: (ctx, _params, input) => timeOnCall(ctx, input),
  }),
];

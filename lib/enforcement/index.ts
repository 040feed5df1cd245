export { cancelEnforcements } from "./cancel-enforcements.ts";
export { type DeliveryResult, deliverDue } from "./deliver-due.ts";
export {
  createEndpoint,
  createEndpointSchema,
  type EndpointView,
  listEndpoints,
  sendTest,
  setEndpointEnabled,
  setEndpointEnabledSchema,
} from "./endpoints.ts";
export { type DeliveryView, deliveriesQuerySchema, listDeliveries, redeliver } from "./list-deliveries.ts";
export { queueEnforcements } from "./queue-enforcements.ts";
export { type AppealOutcome, type EnforcementPayload, enforcementPayloadSchema } from "./schema.ts";

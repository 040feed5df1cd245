/** Where a delivery can stand, as the page sorts them. */
export const DELIVERY_STATES = ["dead", "pending", "delivered", "cancelled"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

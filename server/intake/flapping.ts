/** A key that opens once more after so many openings within the window flaps. */
export const flapsAfter = 5;
export const flapWindowSeconds = 900;
/** How long it has to stay open before anybody is paged: if it is real, it will. */
export const flapHoldSeconds = 300;

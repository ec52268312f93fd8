import type { Feature } from './feature.js';
import { simulation } from './simulation.js';

/** Every feature of the server beside diagnostics. */
export const features: readonly Feature[] = [simulation];

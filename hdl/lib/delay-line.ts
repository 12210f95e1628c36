/** Delays by shift-register LUTs. */
export { delayLine as delayed } from 'typescript-hdl/lib';

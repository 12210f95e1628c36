/** One register stage for a group of values. */
export { registered } from 'typescript-hdl/lib';

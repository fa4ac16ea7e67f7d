/** What stands in for the server's hub; a test says what opens. The mock of the real one is in the setup: modules are shared by files. */
export const feed = { open: (..._: unknown[]): unknown => undefined };

namespace Watchfloor.Store;

/// <summary>The store could not do its work, and why. Nobody knows whether a write that met it is durable: load afresh.</summary>
public sealed class StoreFailedException(string message, Exception? inner = null) : Exception(message, inner);

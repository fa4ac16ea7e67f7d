namespace Watchfloor.Store;

/// <summary>The store does not open, in words a person can act on: it is in use, or newer than this program.</summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);

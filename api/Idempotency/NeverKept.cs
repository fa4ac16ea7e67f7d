namespace Watchfloor.Idempotency;

/// <summary>Metadata of a route whose answers are never kept, since it does something to the browser that asks: each request is done.</summary>
sealed class NeverKept;

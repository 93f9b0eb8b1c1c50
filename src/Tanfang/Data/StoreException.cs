namespace Tanfang.Data;

/// <summary>The store cannot be used as it is; the message is for whoever administers it. Exit code 1, no stack trace.</summary>
public sealed class StoreException(string message) : InvalidOperationException(message);

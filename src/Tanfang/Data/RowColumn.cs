using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Tanfang.Data;

/// <summary>A column of the model and where a row has its value.</summary>
internal abstract class RowColumn<TRow>(IProperty property)
{
    /// <summary>Quoted: some are words of SQL (from).</summary>
    public string Name { get; } = $"\"{property.GetColumnName()}\"";

    /// <summary>The columns of an entity, made once for a model.</summary>
    public static IReadOnlyList<RowColumn<TRow>> AllOf(IEntityType type) =>
        type.GetOrAddRuntimeAnnotationValue(
            "Tanfang:RowColumns",
            static t => (IReadOnlyList<RowColumn<TRow>>)[.. t!.GetProperties().Select(Of)],
            type
        );

    public abstract void AddTo(SqliteRows rows, TRow row);

    /// <summary>Typed, so that the driver knows the array's type even when all of it is null.</summary>
    public abstract Array ArrayOf(IReadOnlyList<TRow> rows);

    private static RowColumn<TRow> Of(IProperty property) =>
        (RowColumn<TRow>)
            Activator.CreateInstance(
                typeof(RowColumn<,>).MakeGenericType(typeof(TRow), property.ClrType),
                property,
                property.PropertyInfo!.GetMethod!.CreateDelegate(
                    typeof(Func<,>).MakeGenericType(typeof(TRow), property.ClrType)
                )
            )!;
}

/// <inheritdoc/>
internal sealed class RowColumn<TRow, TValue>(IProperty property, Func<TRow, TValue> value) : RowColumn<TRow>(property)
{
    private readonly bool isOwn = typeof(TValue) == property.ClrType;

    private readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;

    private readonly Type stored = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;

    /// <summary>Instants and enums are stored by <see cref="SqliteRows"/> as the model's converters would.</summary>
    private readonly bool isPlain =
        property.GetTypeMapping().Converter is null or UtcText
        || (typeof(TValue).IsEnum && property.GetTypeMapping().Converter!.ProviderClrType == typeof(int));

    public override void AddTo(SqliteRows rows, TRow row)
    {
        if (isPlain)
        {
            rows.Add(value(row));
        }
        else
        {
            rows.Add(Converted(row));
        }
    }

    public override Array ArrayOf(IReadOnlyList<TRow> rows)
    {
        if (convert is null && isOwn)
        {
            var values = new TValue[rows.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(rows[i]);
            }

            return values;
        }

        var plain = Nullable.GetUnderlyingType(stored) ?? stored;
        var array = Array.CreateInstance(
            plain.IsValueType ? typeof(Nullable<>).MakeGenericType(plain) : plain,
            rows.Count
        );
        for (var i = 0; i < rows.Count; i++)
        {
            array.SetValue(Converted(rows[i]), i);
        }

        return array;
    }

    private object? Converted(TRow row)
    {
        object? plain = value(row);
        return plain is null || convert is null ? plain : convert(plain);
    }
}

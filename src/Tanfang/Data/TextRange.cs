using System.Linq.Expressions;

namespace Tanfang.Data;

/// <summary>Text that begins with something, asked as a range: LIKE would not use the index on both stores.</summary>
public static class TextRange
{
    /// <summary>Greater than every text that begins alike: both stores compare by the bytes of UTF-8.</summary>
    private const string Last = "\U0010FFFF";

    /// <summary>The rows whose column begins with <paramref name="start"/>, letter for letter.</summary>
    public static IQueryable<T> StartingWith<T>(
        this IQueryable<T> rows,
        Expression<Func<T, string>> column,
        string start
    ) => rows.Where(Begins(column, start));

    /// <summary>The condition alone, to be joined with others.</summary>
    public static Expression<Func<T, bool>> Begins<T>(Expression<Func<T, string>> column, string start)
    {
        var compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;
        // Members of an object become parameters of the statement; constants would be a new statement each time.
        var range = Expression.Constant((From: start, To: start + Last));
        var zero = Expression.Constant(0);
        var from = Expression.Call(compare, column.Body, Expression.Field(range, "Item1"));
        var to = Expression.Call(compare, column.Body, Expression.Field(range, "Item2"));
        return Expression.Lambda<Func<T, bool>>(
            Expression.AndAlso(Expression.GreaterThanOrEqual(from, zero), Expression.LessThan(to, zero)),
            column.Parameters
        );
    }

    /// <summary>One condition or the other, as one expression.</summary>
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> one, Expression<Func<T, bool>> other)
    {
        var row = one.Parameters[0];
        return Expression.Lambda<Func<T, bool>>(
            Expression.OrElse(one.Body, new Renamed(other.Parameters[0], row).Visit(other.Body)),
            row
        );
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

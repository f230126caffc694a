namespace Sizing.Tool.Calibrating;

/// <summary>Solves systems of linear equations.</summary>
internal static class LinearEquations
{
    /// <summary>The x of A · x = b, by elimination with pivots. An unknown that no equation holds is 0.</summary>
    /// <param name="matrix">A, which is overwritten.</param>
    /// <param name="right">b, which is overwritten.</param>
    internal static double[] Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
                if (Math.Abs(matrix[row, column]) > Math.Abs(matrix[pivot, column]))
                    pivot = row;
            if (Math.Abs(matrix[pivot, column]) < 1e-300)
                continue;
            Swap(matrix, right, column, pivot);
            for (var row = column + 1; row < size; row++)
            {
                var factor = matrix[row, column] / matrix[column, column];
                if (factor == 0)
                    continue;
                for (var k = column; k < size; k++)
                    matrix[row, k] -= factor * matrix[column, k];
                right[row] -= factor * right[column];
            }
        }

        var solved = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            var sum = right[row];
            for (var k = row + 1; k < size; k++)
                sum -= matrix[row, k] * solved[k];
            solved[row] = Math.Abs(matrix[row, row]) < 1e-300 ? 0 : sum / matrix[row, row];
        }

        return solved;
    }

    private static void Swap(double[,] matrix, double[] right, int one, int other)
    {
        if (one == other)
            return;
        for (var k = 0; k < right.Length; k++)
            (matrix[one, k], matrix[other, k]) = (matrix[other, k], matrix[one, k]);
        (right[one], right[other]) = (right[other], right[one]);
    }
}

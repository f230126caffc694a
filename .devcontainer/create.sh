#!/usr/bin/env bash
# Builds the workbook and writes the lessons as pages to out/.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build Workbook.sln -c Release
dotnet run --project lib/Sizing.Tool -c Release --no-build -- export

# The workbook's own kernel; it makes the folder of kernels too, without which the next one cannot be installed.
dotnet run --project lib/Sizing.Tool -c Release --no-build -- kernel install || echo "Jupyter is not there; the workbook's own runner executes the notebooks."

# The kernel of Polyglot Notebooks and its packages are no longer maintained; the workbook needs neither.
dotnet tool install --global Microsoft.dotnet-interactive --version 1.0.712001 \
  && dotnet interactive jupyter install \
  || echo "The .NET Interactive kernel is not available; the workbook's own runner executes the notebooks."
dotnet build lib/Sizing.Polyglot -c Release -p:Polyglot=true || echo "The workbook works without these packages."
